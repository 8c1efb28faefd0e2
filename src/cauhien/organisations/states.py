"""The closed lists of organisations and places."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Zone(TextChoices):
    """How near a candidate is; the names of city and country come from the city file."""

    CITY = "city", _("in the city")
    COUNTRY = "country", _("in the country")
    ABROAD = "abroad", _("abroad")
    UNKNOWN = "unknown", _("place not stated")


class ZoneBasis(TextChoices):
    """How the zone of an organisation or a person is known."""

    REGISTER = "register", _("its place in the register of research organisations")
    COUNTRY = "country", _("the country printed with it")
    STATED = "stated", _("the source says where it is")
    NAMED = "named", _("its name names the city")
    CITY_BODY = "city_body", _("it is a body of the city")
    PARENT = "parent", _("the place of the organisation it belongs to")
    PRINTED = "printed", _("the latest affiliation printed on a work")
    CORRECTED = "corrected", _("put right by hand")


class OrganisationKind(TextChoices):
    EDUCATION = "education", _("university or school")
    RESEARCH = "research", _("research institute")
    GOVERNMENT = "government", _("public authority")
    HEALTHCARE = "healthcare", _("hospital")
    COMPANY = "company", _("enterprise")
    FUNDER = "funder", _("fund or funder")
    NONPROFIT = "nonprofit", _("non-profit organisation")
    ASSOCIATION = "association", _("association or network")
    FACILITY = "facility", _("facility")
    ARCHIVE = "archive", _("archive, library or museum")
    SUPPORT = "support", _("support body for start-ups")
    OTHER = "other", _("other")


# What studies, teaches, heals or governs: it takes part in what firms do, and is none.
NO_FIRMS = {
    OrganisationKind.EDUCATION,
    OrganisationKind.RESEARCH,
    OrganisationKind.GOVERNMENT,
    OrganisationKind.HEALTHCARE,
}


class Topic(TextChoices):
    """The field of work in a word or two, for lists and facets (science: ResearchField)."""

    TRANSPORT = "transport", _("transport")
    FLOODING = "flooding", _("flooding and drainage")
    WATER = "water", _("water and rivers")
    WASTEWATER = "wastewater", _("wastewater")
    AIR = "air", _("air quality")
    WASTE = "waste", _("waste")
    ENVIRONMENT = "environment", _("environment and monitoring")
    CLIMATE = "climate", _("climate")
    ENERGY = "energy", _("energy")
    AGRICULTURE = "agriculture", _("agriculture")
    FOOD = "food", _("food and food safety")
    HEALTH = "health", _("health")
    EDUCATION = "education", _("education")
    HERITAGE = "heritage", _("heritage, culture and tourism")
    CONSTRUCTION = "construction", _("construction and urban development")
    LAND = "land", _("land and urban management")
    UNDERGROUND = "underground", _("underground space and airspace")
    FIRE = "fire", _("fire safety")
    GOVERNANCE = "governance", _("public administration")
    DIGITAL = "digital", _("digital technology and data")
    CYBERSECURITY = "cybersecurity", _("cybersecurity")
    ROBOTICS = "robotics", _("robotics and automation")
    SEMICONDUCTOR = "semiconductor", _("semiconductors and electronics")
    AEROSPACE = "aerospace", _("aerospace and unmanned aircraft")
    MANUFACTURING = "manufacturing", _("manufacturing")
    MATERIALS = "materials", _("materials and chemistry")
    BIOTECH = "biotech", _("biotechnology")
    TESTING = "testing", _("testing and certification")
    RETAIL = "retail", _("retail technology")
    INNOVATION = "innovation", _("innovation and start-ups")


class PlaceKind(TextChoices):
    COUNTRY = "country", _("country")
    CITY = "city", _("city or province")
    DISTRICT = "district", _("district")
    WARD = "ward", _("ward")
    COMMUNE = "commune", _("commune")


class RelationKind(TextChoices):
    PARENT = "parent", _("part of")
    CHILD = "child", _("has the part")
    RELATED = "related", _("related to")
    PREDECESSOR = "predecessor", _("successor of")
    SUCCESSOR = "successor", _("succeeded by")

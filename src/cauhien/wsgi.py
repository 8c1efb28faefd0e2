"""The door through which a web server enters."""

import os

from django.core.wsgi import get_wsgi_application

from cauhien.core import starting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cauhien.settings")
application = get_wsgi_application()
starting.begin()

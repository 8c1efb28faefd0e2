"""Two harvesters that others wrote, speaking to our site inside the process of a test."""

import httpx2
import requests
from django.test import Client
from oaipmh_scythe import Scythe
from sickle import Sickle

ADDRESS = "http://testserver/oai/"


class OurSickle(Sickle):
    def __init__(self, **options):
        super().__init__(ADDRESS, **options)

    def _request(self, kwargs):
        said, answer = _said(self.http_method, kwargs), requests.Response()
        answer.status_code, answer._content, answer.encoding = (
            said.status_code,
            said.content,
            "utf-8",
        )
        return answer


class OurScythe(Scythe):
    def __init__(self, **options):
        super().__init__(ADDRESS, **options)

    def _request(self, query):
        said = _said(self.http_method, query)
        return httpx2.Response(
            said.status_code, content=said.content, request=httpx2.Request("GET", ADDRESS)
        )


def _said(method, arguments):
    client = Client()
    return (client.get if method == "GET" else client.post)("/oai/", arguments)

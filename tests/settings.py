"""The settings of the product, in a state directory that lives as long as the run of the tests."""

import atexit
import os
import shutil
import tempfile

if "CAUHIEN_TEST_STATE" not in os.environ:  # the other processes of a run are given this one's
    # Short, for it holds a socket, and where PostgreSQL's own user can reach it.
    os.environ["CAUHIEN_TEST_STATE"] = tempfile.mkdtemp(prefix="cauhien-test-", dir="/tmp")
    os.chmod(os.environ["CAUHIEN_TEST_STATE"], 0o711)
    atexit.register(shutil.rmtree, os.environ["CAUHIEN_TEST_STATE"], ignore_errors=True)
# A test never touches the database or the files of the person who runs it.
os.environ["CAUHIEN_STATE"] = os.environ["CAUHIEN_TEST_STATE"]
os.environ.pop("DATABASE_URL", None)

from cauhien.settings import *  # noqa: F403 - the state directory comes first

DATABASES["default"]["OPTIONS"].pop("pool", None)  # noqa: F405 - given above
HARVEST_HOSTS = ["127.0.0.1", "localhost"]  # where tests have repositories
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Without a manifest, which only collectstatic could make.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405 - as above; the web server looks for it

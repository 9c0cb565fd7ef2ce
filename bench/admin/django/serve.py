"""Serves the admin by waitress, Debian's production server for it, and says where, and with which cookie."""

import json
import logging
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"

import django  # noqa: E402

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from waitress import create_server  # noqa: E402

with connection.cursor() as cursor:
    cursor.execute("CREATE SCHEMA IF NOT EXISTS django")
call_command("migrate", verbosity=0)

user = User.objects.create_superuser("bench", "bench@example.com", "bench")
session = SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.create()
connection.close()

# Eight connections for eight threads: a request may wait a moment, which is no news.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)
server = create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=8)
url = f"http://127.0.0.1:{server.effective_port}"
print(json.dumps({"url": url, "cookie": f"sessionid={session.session_key}"}), flush=True)
server.run()

"""A claimcheck server, asked from Python.

::

    with Client("https://check.example.org", key=key) as server:
        batch = server.create_batch(["https://clinic.example/autism"])
        server.wait(batch.id)
        for result in server.results(batch.id):
            ...
"""

from claimcheck.client.client import Client
from claimcheck.client.transport import Patience
from claimcheck.client.views import BatchView, TrialRecord, TrialsFound, WebhookEvent
from claimcheck.client.webhooks import verify_webhook

__all__ = [
    "BatchView",
    "Client",
    "Patience",
    "TrialRecord",
    "TrialsFound",
    "WebhookEvent",
    "verify_webhook",
]

"""For whoever receives webhooks: whether a server that has the secret sent this."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from claimcheck.client.views import WebhookEvent
from claimcheck.errors import BadSignature, JobsMissing


def verify_webhook(headers: Mapping[str, str], body: bytes | str, secret: str) -> WebhookEvent:
    """What was sent, once its signature and its age (five minutes at most) are checked.

    ``body`` is the request's body as it came, ``secret`` the batch's ``webhook_secret``. Raises
    ``BadSignature`` whatever is wrong, and ``JobsMissing`` without the extra that checks it.
    """
    try:
        from standardwebhooks.webhooks import Webhook
    except ImportError as error:
        raise JobsMissing from error
    from standardwebhooks.webhooks import EmptyWebhookSecretError, WebhookVerificationError

    try:
        Webhook(secret).verify(body, dict(headers), json_parse=False)
    # Signatures that are no Base64 or not parted as they should be fail as plain values.
    except (WebhookVerificationError, EmptyWebhookSecretError, ValueError) as error:
        raise BadSignature from error
    try:
        return WebhookEvent.model_validate_json(body, extra="ignore")
    except ValidationError as error:
        raise BadSignature("The body is not what a claimcheck server sends.") from error

"""getUpdates, the webhook methods, logOut and close."""

from __future__ import annotations

from urllib.parse import urlsplit

from .errors import JsonObject, bad_request
from .methods import Request, method
from .updates import Webhook

_MAX_POLL_SECONDS = 50


@method("getUpdates")
def get_updates(request: Request) -> list[JsonObject]:
    """Updates from `offset` on; `limit` 1-100, long poll of `timeout` (at most 50) seconds."""
    params, updates = request.params, request.state.updates
    updates.remember_allowed(params.text("allowed_updates"))
    return updates.get(
        params.integer("offset"),
        params.integer("limit", 100, 1, 100),
        params.integer("timeout", 0, 0, _MAX_POLL_SECONDS),
        request.client_is_there,
    )


@method("setWebhook")
def set_webhook(request: Request) -> bool:
    """Set (or with an empty url remove) the webhook; ends a waiting long poll."""
    params, updates = request.params, request.state.updates
    url = params.text("url")
    if url:
        _check_webhook(url, params.text("secret_token"))
        updates.end_poll("terminated by setWebhook request")
    _drop_pending(request)
    updates.remember_allowed(params.text("allowed_updates"))
    connections = params.integer("max_connections", 40, 1, 100)
    updates.webhook = Webhook(url, connections, params.text("ip_address")) if url else Webhook()
    return True


def _check_webhook(url: str, secret: str) -> None:
    parts = urlsplit(url)
    if parts.scheme.lower() != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.port not in {None, 80, 88, 443, 8443}:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if secret and not secret.replace("-", "a").replace("_", "a").isalnum():
        raise bad_request("secret token contains unallowed characters")


def _drop_pending(request: Request) -> None:
    if request.params.flag("drop_pending_updates"):
        request.state.updates.clear()


@method("deleteWebhook")
def delete_webhook(request: Request) -> bool:
    """Remove the webhook; with drop_pending_updates also forget what is pending."""
    _drop_pending(request)
    request.state.updates.webhook = Webhook()
    return True


@method("getWebhookInfo")
def get_webhook_info(request: Request) -> JsonObject:
    """A WebhookInfo; the url is empty without a webhook."""
    updates = request.state.updates
    info: JsonObject = {
        "url": updates.webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": updates.pending,
    }
    if updates.webhook.url:
        info["max_connections"] = updates.webhook.max_connections
        info["ip_address"] = updates.webhook.ip_address or "127.0.0.1"
    if updates.allowed is not None:
        info["allowed_updates"] = updates.allowed
    return info


@method("logOut")
def log_out(request: Request) -> bool:
    """Leave the cloud server: every later call is refused."""
    request.state.updates.clear()
    request.state.logged_out = True
    return True


@method("close")
def close(request: Request) -> bool:
    """Close the bot instance before moving it; the next call opens it again."""
    request.state.updates.end_poll("terminated by close request")
    return True

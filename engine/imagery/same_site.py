"""Which addresses may see the secrets for a service: an item of a service can name any host of the world."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

_SHORT = 3


def is_same_site(address: str, service: str) -> bool:
    """Whether an address belongs to the site of a service: the same host, or one of the same domain.

    As browsers once did, the last two parts of a name are taken for the domain, of names such as example.co.uk three.
    What is encrypted for the service stays encrypted.

    Args:
        address: Address of a file or page.
        service: Address of the service.
    """
    try:
        one, other = urlsplit(address), urlsplit(service)
        if other.scheme == "https" and one.scheme != "https":
            return False
        return bool(one.hostname) and _site(one.hostname or "") == _site(other.hostname or "")
    except ValueError:
        return False


def _site(host: str) -> str:
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        parts = host.lower().rstrip(".").split(".")
        return ".".join(parts[-3 if len(parts) > 1 and len(parts[-2]) <= _SHORT else -2 :])

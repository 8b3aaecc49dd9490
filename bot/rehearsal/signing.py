"""HTTP mode: where the app's endpoints are, and the signature (v0) that each request carries."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass


@dataclass(frozen=True)
class Endpoints:
    """Addresses of the app; one address may serve all four."""

    commands: str
    interactivity: str
    events: str
    options: str


def sign(secret: str, timestamp: str, body: str) -> str:
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()

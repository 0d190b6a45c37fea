"""What a web server says with every answer, and for how long browsers may keep it.

The files in `deploy/` say the same in the words of each server; tests start the servers and compare. Nothing on the pages
needs an inline script, an inline style or another host, so the policy allows none.
"""

from __future__ import annotations

from scripts.outputs.assets import is_marked

_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",  # search for a newer edition, and what is kept on the device
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}

POLICY = "; ".join(f"{name} {value}" for name, value in _SOURCES.items())
"""The content security policy as far as a `meta` element can say it, for hosts that send no headers of ours."""

FRAME_ANCESTORS = "frame-ancestors 'none'"
"""Who may show the site in a frame: nobody. A hospital writes the addresses of its portal instead."""

HEADERS = {
    "Content-Security-Policy": f"{POLICY}; {FRAME_ANCESTORS}",
    "Strict-Transport-Security": "max-age=31536000",  # of this host alone: others below it are not ours to speak for
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What goes with every answer of any status."""

KEPT = "public, max-age=31536000, immutable"
"""How long a file may be kept whose name tells what is in it: a year."""

ASKED_AGAIN = "no-cache"
"""Everything else is kept too, but used only once the server has said that it is still the same (ETag)."""


def cache_control(path: str, status: int = 200) -> str:
    """What Cache-Control says of a file, by its path in the site, or of an answer of another status."""
    return KEPT if is_marked(path) and status in (200, 206, 304) else ASKED_AGAIN

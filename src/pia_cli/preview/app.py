"""The pages of the preview as an ASGI application.

Everything lies below a random token that only the address printed on the terminal has.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.text import visible
from pia_cli.preview.preview import Preview
from pia_cli.preview.snapshot import Snapshot
from pia_cli.render.templates import fill
from pia_cli.report.summary import summary_line

HOST_NAMES = frozenset({"127.0.0.1", "localhost"})
"""Names under which a browser may ask; another one is a stranger's that points here."""

HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Of every response."""

SHELL_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)

DOCUMENT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)
"""No scripts; the same origin lets the preview's own page around it keep the reader's place."""


def preview_app(preview: Preview, token: str, port: int) -> Starlette:
    """The application for requests to 127.0.0.1 at a port with a token in the path."""

    async def shell(request: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        page = fill("preview.html.j2", nonce=nonce, **shell_data(preview.snapshot))
        headers = {"Content-Security-Policy": SHELL_POLICY.format(nonce=nonce)}
        return HTMLResponse(page, headers=headers)

    async def document(request: Request) -> Response:
        page = preview.snapshot.page
        if not page:
            return PlainTextResponse("まだ表示できる版がありません", 404)
        return HTMLResponse(page, headers={"Content-Security-Policy": DOCUMENT_POLICY})

    async def events(request: Request) -> Response:
        return StreamingResponse(_events(preview), media_type="text/event-stream")

    routes = [
        Route(f"/{token}/", shell),
        Route(f"/{token}/document", document),
        Route(f"/{token}/events", events),
    ]
    guard = Middleware(_Guard, port=port)
    return Starlette(routes=routes, middleware=[guard], exception_handlers={500: _bug})


class _Guard:
    """Refuses requests under a stranger's host name and adds the headers of every response."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in HOST_NAMES} | (
            HOST_NAMES if port == 80 else frozenset()
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif Headers(scope=scope).get("host", "").lower() in self._hosts:
            await self._app(scope, receive, send_with_headers)
        else:
            refusal = PlainTextResponse("Forbidden", 403)
            await refusal(scope, receive, send_with_headers)


async def _bug(request: Request, error: Exception) -> Response:
    what = visible(f"{type(error).__name__}: {error}"[:200])
    return PlainTextResponse(f"pia の不具合です（{what}）", 500)


async def _events(preview: Preview) -> AsyncIterator[str]:
    yield "retry: 1000\n\n"
    async for revision in preview.revisions():
        yield f"data: {revision}\n\n"


def shell_data(snapshot: Snapshot) -> dict[str, Any]:
    """A snapshot as plain data for templates/preview.html.j2."""
    report = snapshot.report
    found = list(zip(report.diagnostics, snapshot.anchors, strict=True))
    groups = [
        {
            "severity": severity.value,
            "title": severity.japanese,
            "number": number,
            "findings": [_finding(one, at) for one, at in found if one.severity is severity],
        }
        for severity, number in report.counts().items()
    ]
    return {
        "file": visible(report.files[0].path),
        "revision": snapshot.revision,
        "page": f"document?{snapshot.page_revision}" if snapshot.page else "",
        "stale": snapshot.stale,
        "readable": snapshot.readable,
        "message": visible(report.files[0].message),
        "summary": summary_line(report),
        "groups": groups,
    }


def _finding(found: Diagnostic, anchor: str) -> dict[str, Any]:
    return {
        "code": visible(found.code),
        "line": found.span.line,
        "column": found.span.column,
        "item": visible(found.item),
        "message": visible(found.message),
        "hint": visible(found.hint),
        "related": [
            {"line": one.span.line, "message": visible(one.message)} for one in found.related
        ],
        "anchor": anchor,
    }

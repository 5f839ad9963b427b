"""The server of the preview: its address, its signals and its end."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import secrets
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import uvicorn

from pia_cli.core.errors import JobError
from pia_cli.core.reasons import reason
from pia_cli.preview.app import preview_app
from pia_cli.preview.preview import Preview
from pia_cli.preview.watch import watch

HOST = "127.0.0.1"
LAST_ANSWERS = 1
"""Seconds that open answers have to end when the program does."""


def serve(path: Path, name: str, port: int, ready: Callable[[str], None]) -> None:
    """Show a file under an address, given to ``ready``, until a signal ends the program.

    Port 0 takes a free one. Raises JobError where the port cannot be had, KeyboardInterrupt
    after SIGINT; after SIGTERM the process ends by it, as it does everywhere else.
    """
    with _listen(port) as listener:
        port, token = listener.getsockname()[1], secrets.token_urlsafe(16)
        preview = Preview(path, name)
        server = _Server(preview, _config(preview, token, port))
        ready(f"http://{HOST}:{port}/{token}/")
        asyncio.run(_run(server, preview, listener))
    if server.ended_by == signal.SIGINT:
        raise KeyboardInterrupt
    if server.ended_by is not None:
        signal.raise_signal(server.ended_by)


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        raise _no_port(port, error) from error


def _no_port(port: int, error: OSError) -> JobError:
    hint = "--port を省くと、空いているポートを使います"
    if error.errno == errno.EADDRINUSE:
        return JobError(f"ポート {port} は、ほかのプログラムが使っています", hint)
    if error.errno in (errno.EACCES, errno.EPERM):
        return JobError(f"ポート {port} を使う権限がありません", hint)
    return JobError(f"ポート {port} を使えません（{reason(error)}）", hint)


def _config(preview: Preview, token: str, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        preview_app(preview, token, port),
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=LAST_ANSWERS,
    )


class _Server(uvicorn.Server):
    """A server that ends its open event streams first, and says which signal ended it."""

    def __init__(self, preview: Preview, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._preview = preview
        self.ended_by: int | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.ended_by = sig
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._preview.close()
        await super().shutdown(sockets)


async def _run(server: _Server, preview: Preview, listener: socket.socket) -> None:
    """Answer and watch until the server ends, or until watching fails, which is raised."""

    def end(_: object) -> None:
        server.should_exit = True

    watching = asyncio.create_task(watch(preview))
    watching.add_done_callback(end)
    try:
        await server.serve(sockets=[listener])
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching

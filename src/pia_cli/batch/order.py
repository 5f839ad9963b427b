"""Work handed out ahead, in chunks, and taken back in order: for any executor."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

AHEAD = 4
"""Chunks handed out for each worker: none waits for work, and few results wait for their turn."""

LARGEST = 16
"""Files in a chunk: enough that handing them out costs nothing beside checking them."""


class Pending(Protocol[R_co]):
    """A result to come, as of ``concurrent.futures``."""

    def result(self) -> R_co:
        """Wait for it."""

    def cancel(self) -> bool:
        """Say that nobody waits any more."""


def chunks(items: Iterable[T], largest: int) -> Iterator[list[T]]:
    """The items in lists of 1, 2, 4 … up to the largest size, so that the first result is soon."""
    rest, size = iter(items), 1
    while chunk := list(islice(rest, size)):
        yield chunk
        size = min(2 * size, largest)


def chunk_size(number: int, workers: int) -> int:
    """Files in a chunk, so that each worker gets several and all end at about the same time."""
    return max(1, min(LARGEST, number // (workers * AHEAD)))


def in_order(
    submit: Callable[[list[T]], Pending[list[R]]], chunks: Iterable[list[T]], window: int
) -> Iterator[R]:
    """The results of all chunks in their order, no more than ``window`` of them under way.

    What is still under way is cancelled where the caller ends early.
    """
    waiting: deque[Pending[list[R]]] = deque()
    try:
        for chunk in chunks:
            waiting.append(submit(chunk))
            if len(waiting) >= window:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        for pending in waiting:
            pending.cancel()

"""Work is handed out ahead, within bounds, and comes back in order."""

from __future__ import annotations

from collections.abc import Callable, Generator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia_cli.batch.order import chunk_size, chunks, in_order


class Late:
    """A result that is made when it is asked for."""

    under_way = most = cancelled = 0

    def __init__(self, chunk: list[int], make: Callable[[int], int]) -> None:
        self.chunk, self.make = chunk, make
        Late.under_way += 1
        Late.most = max(Late.most, Late.under_way)

    def result(self) -> list[int]:
        Late.under_way -= 1
        return [self.make(one) for one in self.chunk]

    def cancel(self) -> bool:
        Late.cancelled += 1
        return True


@pytest.fixture(autouse=True)
def _fresh() -> None:
    Late.under_way = Late.most = Late.cancelled = 0


@given(st.lists(st.integers(), max_size=60), st.integers(1, 9), st.integers(1, 9))
def test_all_results_in_order(items: list[int], size: int, window: int) -> None:
    Late.under_way = Late.most = 0
    found = in_order(lambda chunk: Late(chunk, lambda n: n + 1), chunks(items, size), window)
    assert list(found) == [n + 1 for n in items]
    assert Late.most <= window


def test_the_first_chunk_is_small_and_none_is_larger_than_asked() -> None:
    assert [len(chunk) for chunk in chunks(range(20), 8)] == [1, 2, 4, 8, 5]
    assert [len(chunk) for chunk in chunks(range(3), 1)] == [1, 1, 1]


def test_what_nobody_waits_for_is_cancelled() -> None:
    found = in_order(lambda chunk: Late(chunk, int), chunks(range(20), 1), 4)
    assert next(found) == 0
    assert isinstance(found, Generator)
    found.close()
    assert Late.cancelled == 3


def test_an_error_comes_through_and_cancels_the_rest() -> None:
    def fail(number: int) -> int:
        raise ValueError(number)

    with pytest.raises(ValueError, match="0"):
        list(in_order(lambda chunk: Late(chunk, fail), chunks(range(20), 2), 3))
    assert Late.cancelled == 2


@given(st.integers(0, 100_000), st.integers(1, 64))
def test_chunks_keep_all_workers_busy(number: int, workers: int) -> None:
    size = chunk_size(number, workers)
    assert 1 <= size <= 16
    assert size == 1 or number // size >= workers

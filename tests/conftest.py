"""What all tests need."""

from __future__ import annotations

import compileall
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("pia", derandomize=True, deadline=None, database=None)
settings.load_profile("pia")

SOURCES = Path(__file__).resolve().parents[1] / "src"


def pytest_configure(config: pytest.Config) -> None:
    """Compile pia once, also where PYTHONDONTWRITEBYTECODE is set.

    The tests start it hundreds of times, and each process would compile it again.
    """
    if not hasattr(config, "workerinput"):  # not in the workers of xdist
        compileall.compile_dir(SOURCES, quiet=2)


@pytest.fixture(scope="session", autouse=True)
def _no_cache_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIA_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("COLUMNS", raising=False)  # which xdist sets
        yield


@pytest.fixture(autouse=True)
def _cache_of_the_test(
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each test has its own, which is only made when it is used."""
    name = f"cache-{abs(hash(request.node.nodeid))}"
    monkeypatch.setenv("PIA_CACHE_DIR", str(tmp_path_factory.getbasetemp() / name))

"""`pia_cli.api`: the page that describes it is executed, and every executor gives the same."""

from __future__ import annotations

import contextlib
import doctest
import os
import pickle
import re
import shutil
from collections.abc import Generator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import date, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any, cast

import pytest

from pia_cli import api
from pia_cli.check.engine import check
from pia_cli.check.stage import Stage
from pia_cli.core.errors import JobError

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "koriyama_kaigo.yaml"
OLDER = ROOT / "examples" / "koriyama_kaigo_r3.yaml"
TYPO = "様式: 重点項目評価書\n様式の版: 令和6年10月\n知らないキー: 1\n"
DAY = date(2026, 4, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve inputs of every kind."""
    for number in range(8):
        (tmp_path / f"{number}.yaml").write_text(f"{TYPO}# {number}\n", "utf-8")
    (tmp_path / "8.yaml").write_text("# pia: ignore-file[F020] 試験のため\n" + TYPO, "utf-8")
    (tmp_path / "9.yaml").write_text("jobs: 1\n", "utf-8")
    (tmp_path / "broken.yaml").write_bytes((ROOT / "examples" / "broken.yaml").read_bytes())
    (tmp_path / "gone.yaml").symlink_to("nowhere")
    return tmp_path


def test_the_page_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    page = str(ROOT / "docs" / "api.md")
    failed, tried = doctest.testfile(page, module_relative=False, encoding="utf-8")
    assert failed == 0
    assert tried > 15


def test_check_finds_what_the_engine_finds() -> None:
    data = EXAMPLE.read_bytes()
    found = api.check(EXAMPLE, today=DAY)
    engine = check(data, str(EXAMPLE), Stage.PUBLISHED, DAY)
    assert (found.name, found.status) == (str(EXAMPLE), "checked")
    assert found.diagnostics == engine.diagnostics
    assert found.skipped_rules == tuple(sorted(engine.skipped))
    assert api.check(data, name=str(EXAMPLE), today=DAY) == found
    named = api.check(data, name=EXAMPLE, today=DAY)  # type: ignore[arg-type]  # a Path, as callers pass
    assert (named, type(named.name)) == (found, str)
    assert api.check(str(EXAMPLE), today=DAY) == found


def test_the_day_is_a_date() -> None:
    for wrong in ("2026-01-01", 20260101):
        with pytest.raises(TypeError, match=r"today is a datetime\.date, not"):
            api.check(EXAMPLE, today=cast("Any", wrong))
        with pytest.raises(TypeError, match=r"today is a datetime\.date, not"):
            api.check_many([EXAMPLE], today=cast("Any", wrong))
    noon = datetime(DAY.year, DAY.month, DAY.day, 12)
    assert api.check(EXAMPLE, today=noon) == api.check(EXAMPLE, today=DAY)


def test_what_an_error_says_can_be_printed(tmp_path: Path) -> None:
    """A file name may be bytes that are no UTF-8."""
    with pytest.raises(JobError) as caught:
        api.check(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml"))
    assert "\\u{DCFF}.yaml" in caught.value.message
    assert str(caught.value) == caught.value.message
    (caught.value.message + caught.value.hint).encode()


def test_the_day_is_today_unless_given() -> None:
    assert api.check(EXAMPLE) == api.check(EXAMPLE, today=date.today())


def test_what_cannot_be_read(tmp_path: Path) -> None:
    for source in (tmp_path, tmp_path / "none.yaml"):
        with pytest.raises(api.JobError, match=str(source)):
            api.check(source)
    for call in (lambda: api.compare(b"", EXAMPLE), lambda: api.render(b"- a\n")):
        with pytest.raises(api.PiaError, match="評価書として読めません: <bytes>"):
            call()
    for other in (b"name: ci\non: push\n", b"x: 1"):
        with pytest.raises(api.JobError, match="評価書として比べられません"):
            api.compare(EXAMPLE, other)


def test_wrong_arguments() -> None:
    with pytest.raises(ValueError, match="下書き"):
        api.check(EXAMPLE, stage="下書き")
    with pytest.raises(ValueError, match="html, markdown"):
        api.render(EXAMPLE, "pdf")
    for wrong in ({"chunk": 0}, {"ahead": 0}):
        with pytest.raises(ValueError, match="1 or more"):
            api.check_many([EXAMPLE], **wrong)  # type: ignore[arg-type]  # on purpose


def test_check_many_tells_of_every_file(folder: Path) -> None:
    results = list(api.check_many([folder], today=DAY))
    assert [Path(one.name).name for one in results] == sorted(p.name for p in folder.iterdir())
    by_name = {Path(one.name).name: one for one in results}
    assert {name: one.status for name, one in by_name.items() if one.status != "checked"} == {
        "9.yaml": "skipped",
        "gone.yaml": "unreadable",
    }
    assert "ファイルが見つかりません" in by_name["gone.yaml"].message
    assert [one.diagnostic.code for one in by_name["8.yaml"].silenced] == ["F020"]
    assert by_name["broken.yaml"] == api.check(folder / "broken.yaml", today=DAY)


def test_results_are_plain_data(folder: Path) -> None:
    found: list[Any] = [*api.check_many([folder], today=DAY), api.compare(OLDER, EXAMPLE)]
    assert pickle.loads(pickle.dumps(found)) == found
    for one in found:
        assert is_dataclass(one)
        with pytest.raises(FrozenInstanceError):
            setattr(one, fields(one)[0].name, "x")


def test_everything_public_is_there_and_explained() -> None:
    for name in api.__all__:
        assert getattr(api, name).__doc__, name


def test_compare_makes_the_rows_of_the_table() -> None:
    compared = api.compare(OLDER, EXAMPLE, names=("旧", "新"))
    assert (compared.old, compared.new) == ("旧", "新")
    owed = [change for change in compared.changes if change.is_owed]
    assert [row.item for row in compared.rows] == [change.item for change in owed]
    assert any(row.is_candidate and not row.timing for row in compared.rows)
    assert len(api.compare(OLDER, EXAMPLE, everything=True).rows) == len(compared.changes)
    assert api.compare(EXAMPLE, EXAMPLE).changes == ()


def test_render_is_what_the_command_writes() -> None:
    assert "<html" in api.render(EXAMPLE)
    assert api.render(EXAMPLE.read_bytes(), "markdown") == api.render(EXAMPLE, "markdown")


class TestExecutors:
    def test_threads(self, folder: Path) -> None:
        with ThreadPoolExecutor(2) as pool:
            same_as_here(folder, pool)

    def test_processes(self, folder: Path) -> None:
        with ProcessPoolExecutor(2, get_context("spawn")) as pool:
            same_as_here(folder, pool)

    def test_dask(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        from distributed import Client, LocalCluster

        two = LocalCluster(  # type: ignore[no-untyped-call]  # distributed has no types
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
        )
        with two as cluster, Client(cluster) as client:  # type: ignore[no-untyped-call]
            same_as_here(folder, client.get_executor())
            self.the_page_is_true(folder, cluster.scheduler_address)
        errors = api.check(ROOT / "examples" / "broken.yaml").errors
        assert capsys.readouterr().out == f"評価書/broken.yaml: エラー {errors} 件\n"

    def the_page_is_true(self, folder: Path, address: str) -> None:
        """The program of docs/scale.md, with another scheduler."""
        (folder / "評価書").mkdir()
        (folder / "broken.yaml").rename(folder / "評価書" / "broken.yaml")
        page = (ROOT / "docs" / "scale.md").read_text("utf-8")
        (program,) = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
        assert "tcp://scheduler:8786" in program
        with contextlib.chdir(folder):
            exec(program.replace("tcp://scheduler:8786", address), {})

    def test_a_closed_iterator_cancels_what_is_under_way(self, folder: Path) -> None:
        pool = Counting()
        results = api.check_many([folder], executor=pool, chunk=1, ahead=3)
        assert isinstance(results, Generator)
        next(results)
        assert len(pool.futures) == 3
        results.close()
        assert [future.cancelled() for future in pool.futures] == [False, True, True]

    def test_an_error_of_a_worker_is_raised(self, folder: Path) -> None:
        with pytest.raises(ZeroDivisionError):
            list(api.check_many([folder], executor=Failing()))


def same_as_here(folder: Path, pool: Executor) -> None:
    expected = list(api.check_many([folder], today=DAY))
    for more in ({}, {"chunk": 1, "ahead": 2}, {"send": True}):
        found = api.check_many([folder], executor=pool, today=DAY, **more)
        assert list(found) == expected


class Counting(Executor):
    """Does the first piece of work at once, the others never."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if not self.futures:
            future.set_result(fn(*args, **kwargs))
        self.futures.append(future)
        return future


class Failing(Executor):
    """Has no worker that lives."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(ZeroDivisionError())
        return future


def test_a_name_that_is_too_long_is_unreadable() -> None:
    name = "a" * 5000
    with pytest.raises(JobError, match="名前が長すぎます"):
        api.check(name)
    (found,) = api.check_many([name])
    assert (found.status, "名前が長すぎます" in found.message) == ("unreadable", True)


@pytest.mark.parametrize("send", [False, True])
def test_a_dash_is_a_file_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, send: bool) -> None:
    monkeypatch.chdir(tmp_path)
    (missing,) = api.check_many(["-"])
    assert (missing.status, missing.message) == ("unreadable", "ファイルが見つかりません: -")
    (tmp_path / "-").write_text(TYPO, "utf-8")
    with ThreadPoolExecutor(1) as pool:
        (found,) = api.check_many(["-"], executor=pool, send=send, today=DAY)
    assert found == api.check("-", today=DAY)


def test_a_single_path_is_no_list_of_paths() -> None:
    with pytest.raises(TypeError, match="list of paths"):
        api.check_many("examples")  # a str is an iterable of str

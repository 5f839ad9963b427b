"""Which file of a folder was which file of a revision, where both have moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.repository import Repo, needs_git, quiet_git
from pia_cli.compare import git, renames
from pia_cli.compare.git import repository
from pia_cli.compare.sides import Sides, sides
from pia_cli.document import reader

pytestmark = needs_git


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    quiet_git(monkeypatch, tmp_path)


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    repo = Repo.create(tmp_path / "文書")
    monkeypatch.chdir(repo.top)
    return repo


def document(number: str, agency: str, words: str) -> str:
    """An assessment whose text is but these words."""
    text = "\n".join(f"  {words}{line}" for line in range(30))
    return (
        f"様式: 重点項目評価書\n様式の版: 令和6年10月\n評価書番号: {number}\n"
        f"評価書名: 国民健康保険に関する事務\n評価実施機関名: {agency}\n特記事項: |-\n{text}\n"
    )


def moved(repo: Repo, old: str, new: str) -> Sides:
    """An old document that went and a new one at another place, as a folder has them."""
    repo.write("評価書/甲/国保.yaml", old)
    repo.commit("初版")
    (repo.top / "評価書/甲/国保.yaml").unlink()
    repo.write("評価書/己/国保.yaml", new)
    return sides(["HEAD", "評価書"])


def test_a_document_of_another_agency_is_no_renamed_one(repo: Repo) -> None:
    found = moved(repo, document("7", "甲市長", "本文"), document("7", "己市長", "本文"))
    assert (found.pairs, found.notes) == ((), ())
    assert found.alone == (
        "評価書/己/国保.yaml: HEAD にないため比べていません",
        "HEAD:評価書/甲/国保.yaml: 作業フォルダにないため比べていません",
    )


@pytest.mark.parametrize("number", ["7", "７"])
@pytest.mark.parametrize("agency", ["甲市", "甲市長", "甲 市長"])
def test_a_document_written_anew_is_known_by_its_names(
    repo: Repo, number: str, agency: str
) -> None:
    found = moved(repo, document("7", "甲市長", "本文"), document(number, agency, "別の文"))
    assert [pair.old.name for pair in found.pairs] == ["HEAD:評価書/甲/国保.yaml"]


@pytest.mark.parametrize(("words", "pairs"), [("本文", 1), ("別の文", 0)])
def test_without_an_agency_the_text_must_be_alike(repo: Repo, words: str, pairs: int) -> None:
    found = moved(repo, document("7", "甲市長", "本文"), document("7", "", words))
    assert len(found.pairs) == pairs


def test_each_document_of_a_folder_is_read_once(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty moved as they are, twenty also changed: no old one is held against every new one."""
    for number in range(40):
        repo.write(f"市/{number}.yaml", document(str(number), "甲市長", f"本文{number}の"))
    repo.commit("初版")
    (repo.top / "市").rename(repo.top / "町")
    for number in range(20):
        repo.write(f"町/{number}.yaml", document(str(number), "甲市長", f"別の文{number}の"))
    calls = {"read": 0, "parse": 0, "likeness": 0}
    read, parse, likeness = git.Repository.read, reader.parse, renames._likeness

    def counted_read(here: git.Repository, hash_: str) -> bytes:
        calls["read"] += 1
        return read(here, hash_)

    def counted_parse(data: bytes, name: str) -> object:
        calls["parse"] += 1
        return parse(data, name)

    def counted_likeness(old: renames._File, new: renames._File) -> float:
        calls["likeness"] += 1
        return likeness(old, new)

    monkeypatch.setattr(git.Repository, "read", counted_read)
    monkeypatch.setattr(renames, "parse", counted_parse)
    monkeypatch.setattr(renames, "_likeness", counted_likeness)
    paths = [f"町/{number}.yaml" for number in range(40)]
    new = [(path, (repo.top / path).read_bytes()) for path in paths]
    here = repository(repo.top)
    found = renames.renamed(here, here.files("HEAD"), new)
    assert found == {path: path.replace("町", "市") for path in paths}
    assert calls == {"read": 20, "parse": 40, "likeness": 20}


def test_of_the_same_bytes_twice_none_is_the_old_one(repo: Repo) -> None:
    same = document("7", "甲市長", "本文")
    repo.write("評価書/乙.yaml", same)
    found = moved(repo, same, same)
    assert (found.pairs, found.same) == ((), 2)
    (repo.top / "評価書/乙.yaml").unlink()
    assert sides(["HEAD", "評価書"]).same == 0

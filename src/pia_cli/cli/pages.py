"""The pages that ``pia render`` writes: named, refused where they would overwrite, written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pia_cli.cli.files import refuse_inputs, write_file
from pia_cli.cli.output import emit, say
from pia_cli.cli.reading import read_document
from pia_cli.core.errors import ExitCode, FindingsError, JobError, UsageError
from pia_cli.core.reasons import reason
from pia_cli.core.shell import shell_word

if TYPE_CHECKING:
    from pia_cli.check.collect import Input
    from pia_cli.check.engine import CheckedDocument
    from pia_cli.render.index import Entry
    from pia_cli.render.page import PageOptions

SUFFIXES = {"html": ".html", "markdown": ".md", "pdf": ".pdf"}
"""The formats and how the names of their files end."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A document as its page has it, which no day changes, and its errors on the day of the run."""

    name: str
    document: CheckedDocument
    errors: int


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a run: what to write, and where; ``today`` is the day of the run."""

    format_: str
    template: Path | None
    strict: bool
    options: PageOptions
    output: Path | None
    into_folder: bool
    today: date

    def read(self, entry: Input) -> _Read:
        """Read a document. Raises JobError for what has nothing to show."""
        data = _bytes(entry)
        document = read_document(data, entry.name)
        return _Read(entry.name, document, read_document(data, entry.name, self.today).errors)

    def single(self, entry: Input) -> int:
        """One document to a file, into a folder, or to stdout."""
        read = self.read(entry)
        if self.strict and read.errors:
            raise _refused(read)
        content = self.content(read.document)
        target = self.output
        if target is None:
            assert isinstance(content, str)
            emit(content)
        elif self.into_folder:
            target /= f"{Path(entry.name).stem if entry.path else '評価書'}{self.suffix}"
            self.refuse([target], [entry])
            _make_folder(target.parent)
            self.write(target, content, [entry])
        else:
            self.write(target, content, [entry])
        return _told(read)

    def folder(self, paths: Sequence[str], inputs: Sequence[Input]) -> int:
        """Every document into a folder, with an index page."""
        from pia_cli.render.index import index_page

        target = self.output
        if target is None or (os.path.exists(target) and not os.path.isdir(target)):
            raise UsageError(
                "評価書が複数あるときは、書き込むフォルダが要ります",
                "-o フォルダ を指定してください",
            )
        entries: list[Entry] = []
        codes: list[int] = []
        names = zip(inputs, self.names(paths, inputs), strict=True)
        pages = [(one, name) for one, name in names if _is_wanted(one)]
        self.refuse([target / name for name in (*(name for _, name in pages), self.index)], inputs)
        for one, name in pages:
            code, written = self.one_of_several(one, target, name)
            codes.append(code)
            entries += [written] if written else []
        if not entries:
            raise JobError("書き出した評価書がありません", "pia validate で確かめてください")
        index = index_page(entries, "markdown" if self.index == "index.md" else "html")
        self.write(target / self.index, index, inputs)
        say(f"{len(entries)} 件の評価書と一覧を {target} に書き出しました")
        return max(codes)

    def one_of_several(self, one: Input, target: Path, name: str) -> tuple[int, Entry | None]:
        """Write one document of several; the exit code so far and its line of the index."""
        from pia_cli.render.index import entry

        try:
            read = self.read(one)
        except JobError as error:
            say(f"pia: {error.message}")
            return ExitCode.FAILED, None
        if self.strict and read.errors:
            say(f"pia: {_refused(read).message}")
            return ExitCode.FINDINGS, None
        _make_folder((target / name).parent)
        self.write(target / name, self.content(read.document), [one])
        return _told(read), entry(read.document, Path(name).as_posix())

    def write(self, target: Path, content: str | bytes, inputs: Sequence[Input]) -> None:
        """Write a page over nothing that it is made from."""
        write_file(target, content, inputs=self.sources(inputs))

    def refuse(self, targets: Sequence[Path], inputs: Sequence[Input]) -> None:
        """Refuse, before anything is written, files of chosen names that are not pia's pages.

        Raises UsageError.
        """
        from pia_cli.render.verify import is_page

        refuse_inputs(targets, self.sources(inputs))
        for target in targets:
            if os.path.isfile(target) and not is_page(_page_bytes(target)):
                raise UsageError(
                    f"{target} は pia のページではないようなので、上書きしません",
                    "-o に別のフォルダを指定するか、要らないファイルなら先に削除してください",
                )

    def sources(self, inputs: Sequence[Input]) -> list[Path]:
        """The files that pages are made from."""
        return [
            *(one.path for one in inputs if one.path),
            *([self.template] if self.template else []),
        ]

    def names(self, paths: Sequence[str], inputs: Sequence[Input]) -> list[str]:
        """Where the page of each input goes in the folder. Raises UsageError where two meet."""
        tops = [path for path in paths if os.path.isdir(path)]
        names = [self.name(one, tops) for one in inputs]
        taken = {self.index}
        for one, name in zip(inputs, names, strict=True):
            if name in taken:
                raise UsageError(
                    f"{one.name} の書き込み先 {name} がほかと重なります",
                    "名前を変えるか、分けて書き出してください",
                )
            taken.add(name)
        return names

    def name(self, one: Input, tops: Sequence[str]) -> str:
        """The place of an input below the folder it was found in, with the format's suffix."""
        path = Path(one.name) if one.path else Path("評価書")
        top = next((top for top in tops if not one.explicit and path.is_relative_to(top)), None)
        inside = path.relative_to(top) if top else Path(path.name)
        return str(inside.with_suffix(self.suffix))

    @property
    def suffix(self) -> str:
        """How the names of the files end."""
        if self.template:
            return Path(self.template.name.removesuffix(".j2")).suffix or SUFFIXES[self.format_]
        return SUFFIXES[self.format_]

    @property
    def index(self) -> str:
        """The name of the index: Markdown beside Markdown, else HTML."""
        return "index.md" if self.suffix.lower() == SUFFIXES["markdown"] else "index.html"

    def content(self, document: CheckedDocument) -> str | bytes:
        """The page of a document."""
        if self.template:
            from pia_cli.render.page import page_data
            from pia_cli.render.user_template import fill_user_template

            return fill_user_template(self.template, {"page": page_data(document, self.options)})
        if self.format_ == "pdf":
            from pia_cli.render.pdf import render_pdf

            return render_pdf(document, self.options)
        from pia_cli.render.documents import FORMATS

        return FORMATS[self.format_](document, self.options)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, which ``parents=True`` would do in a call for each."""
    try:
        missing = [folder]
        for one in (folder, *folder.parents):
            try:
                one.mkdir(exist_ok=True)
                break
            except FileNotFoundError:
                missing.append(one)
        for one in reversed(missing):
            one.mkdir(exist_ok=True)
    except OSError as error:
        raise JobError(f"フォルダを作れません: {folder}（{reason(error)}）") from error


def _is_wanted(one: Input) -> bool:
    """Whether an input of a folder gets a page, or a message of what keeps it from one."""
    from pia_cli.document.files import looks_like_assessment

    if one.explicit:
        return True
    try:
        return looks_like_assessment(_bytes(one))
    except JobError:
        return True


def _page_bytes(page: Path) -> bytes:
    from pia_cli.document.files import read_bytes
    from pia_cli.render.verify import LARGEST

    return read_bytes(page, LARGEST)


def _bytes(entry: Input) -> bytes:
    from pia_cli.check.run import read_input

    return read_input(entry)


def _refused(read: _Read) -> FindingsError:
    return FindingsError(
        f"{read.name} にエラーが {read.errors} 件あるため、書き出していません",
        f"pia validate {shell_word(read.name)} で表示して直すか、--strict を外してください",
    )


def _told(read: _Read) -> int:
    """Say what a page has gaps for; the exit code."""
    from pia_cli.render.page import gap_count

    name, document = read.name, read.document
    if document.is_partial:
        say(f"注意: {name} に読み取れなかった記載があります。ページの表示にない記載があり得ます")
    if read.errors:
        gaps = gap_count(document)
        marked = f"未記入の箇所（{gaps} か所）に印を付けました。" if gaps else ""
        hint = f"pia validate {shell_word(name)} で確かめてください"
        say(f"注意: {name} にエラーが {read.errors} 件あります。{marked}{hint}")
    return ExitCode.FINDINGS if read.errors else ExitCode.OK

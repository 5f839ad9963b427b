"""The values of one invented 重点項目評価書 that has no finding."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from benchmarks import words
from benchmarks.prose import Prose, city_name
from benchmarks.writing import Values
from pia_cli.core.wareki import to_wareki
from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.registry import CURRENT
from pia_cli.forms.tree import FormField
from pia_cli.rules.law.tables import Table, article2, beppyo

FIELDS: dict[str, FormField] = {field.id: field for field in CURRENT.tree.walk()}
SERVER = "中間サーバー"
NETWORK = "情報提供ネットワークシステム"
INSIDE = "庁内連携システム"


@dataclass(frozen=True, slots=True)
class Size:
    """How much a document holds: numbers of entries, and sentences in a long text."""

    records: int = 300
    rows: int = 26
    contracts: int = 3
    recipients: int = 3
    sentences: int = 4
    files: int = 1

    def more_files(self, factor: int) -> Size:
        """That many times as many files, each with its 別添1 and Ⅲ, and rows of 変更箇所."""
        return replace(self, files=self.files * factor, rows=self.rows * factor)

    def longer_lists(self, factor: int) -> Size:
        """Lists that many times as long; 委託事項 and 提供先 end at the 20 slots of the form."""
        return replace(
            self,
            records=self.records * factor,
            rows=self.rows * factor,
            contracts=min(20, self.contracts * factor),
            recipients=min(20, self.recipients * factor),
        )


def some_size(choose: random.Random) -> Size:
    """The size of a document as they differ between offices; the mean is near the example."""
    files = choose.choice((1, 1, 1, 2))
    return Size(
        records=choose.randint(110 * files, 420) // files,
        rows=choose.randint(6, 24),
        contracts=choose.randint(1, 6),
        recipients=choose.randint(1, 6),
        sentences=choose.randint(1, 5) // files,
        files=files,
    )


@dataclass(frozen=True)
class Author:
    """Writes one assessment: what ``prose`` says, ``size`` how much."""

    prose: Prose
    size: Size
    published: date
    department: str
    systems: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def random(self) -> random.Random:
        """The source of every decision."""
        return self.prose.random

    def values(self) -> Values:
        """The document by the names of its fields, without 変更箇所."""
        affair = self.prose.affair
        providing = self.items(article2(), "", self.size.recipients)
        return {
            "form": CURRENT.kind,
            "version": CURRENT.version,
            "number": self.random.randint(1, 99),
            "title": f"{affair.name} 重点項目評価書",
            "declaration": f"{self.prose.city}は、{affair.name}における"
            "特定個人情報ファイルの取扱いが、個人のプライバシー等の権利利益に影響を及ぼし得ることを認識し、"
            f"{self.prose.pick(words.WHEN)}、{self.prose.pick(words.OBJECT_OF)}を確かめるなど、"
            "漏えいその他の事態の発生を防ぐ措置を講じ、権利利益の保護に取り組むことを宣言する。",
            "agency": f"{self.prose.city}長",
            "published": to_wareki(self.published),
            "basics": self.basics(providing),
            "files": [self.file(name, providing) for name in self.files],
            "risks": [self.risk(name) for name in self.files],
            "contacts": self.contacts(),
            "procedure": {
                "basic": {
                    "performed_on": to_wareki(
                        self.published - timedelta(days=self.random.randint(5, 60))
                    ),
                    "threshold": self.choice("procedure.basic.threshold", 0),
                }
            },
            "changes": [],
        }

    def choice(self, id_: str, at: int | None = None) -> str:
        """One of the choices of an item, the one at a position or any."""
        kind = FIELDS[id_].kind
        if not isinstance(kind, ChoiceKind):
            raise TypeError(f"{id_} is not a choice")
        return self.random.choice(kind.choices) if at is None else kind.choices[at]

    def boxes(self, id_: str, *always: str) -> list[Any]:
        """Marks of a 複数選択 item: those named, and some of the others without a text."""
        kind = FIELDS[id_].kind
        if not isinstance(kind, BoxesKind):
            raise TypeError(f"{id_} is not a list of boxes")
        free = {box.label for box in kind.boxes if not box.fill} - {NETWORK, INSIDE}
        return [
            label
            for label in kind.choices
            if label in always or (label in free and self.random.random() < 0.3)
        ]

    def items(self, table: Table, statute: str, count: int) -> str:
        """項 of a table in its order; with a statute, those that rest on it."""
        numbers = [
            number
            for number, law in table.statutes.items()
            if table.has(number) and (not statute or law == statute)
        ]
        chosen = set(self.random.sample(numbers, min(count, len(numbers))))
        return "、".join(number for number in numbers if number in chosen)

    def long(self, share: float = 1.0, headings: bool = False) -> str:
        """A text as long as ``size`` says."""
        count = max(1, round(self.size.sentences * share * self.random.uniform(0.6, 1.4)))
        return self.prose.text(count, self.systems[:2] if headings else ())

    def basics(self, providing: str) -> Values:
        affair = self.prose.affair
        inquired = self.items(article2(), affair.statute, 3)
        links = [[INSIDE, "宛名システム等"], [INSIDE, "既存住民基本台帳システム"]]
        systems = [
            {"name": name, "function": self.long(0.8), "links": links[min(at, 1)]}
            for at, name in enumerate(self.systems[:-1])
        ]
        server = {"name": SERVER, "function": self.long(0.8), "links": [NETWORK, "宛名システム等"]}
        return {
            "affair": {
                "name": affair.name,
                "description": f"{affair.statute}及び番号法の規定に基づき、次のとおり取り扱う。\n"
                + self.long(1.5),
                "people": self.choice("basics.affair.people", 3),
            },
            "systems": [*systems, server],
            "files": list(self.files),
            "number_use": {
                "basis": f"番号法第9条第1項 別表の{self.items(beppyo(), affair.statute, 2)}の項"
            },
            "network": {
                "performed": self.choice("basics.network.performed", 0),
                "basis": "<情報照会>\n番号法第19条第8号に基づく主務省令第2条の表の"
                f"{inquired}の項\n<情報提供>\n番号法第19条第8号に基づく主務省令第2条の表の"
                f"{providing}の項",
            },
            "department": {
                "section": self.department,
                "head": f"{self.random.choice(affair.sections)}長",
            },
        }

    def file(self, name: str, providing: str) -> Values:
        start = date(2016, 1, 1) + timedelta(days=self.random.randint(0, 900))
        return {
            "name": name,
            "basics": self.file_basics(start),
            "use": self.use(start + timedelta(days=self.random.randint(0, 200))),
            "entrustment": {
                "performed": self.choice("files.entrustment.performed", 0),
                "count": self.size.contracts,
                "contracts": [self.contract(at) for at in range(self.size.contracts)],
            },
            "disclosure": self.disclosure(providing.split("、")),
            "storage": {"place": self.long(1, headings=True)},
            "remarks": None,
            "records": self.records(),
        }

    def file_basics(self, start: date) -> Values:
        people = self.prose.affair.people
        return {
            "kind": self.choice("files.basics.kind", 0),
            "subjects": self.choice("files.basics.subjects", 2),
            "scope": f"{self.prose.city}の{people}及びその{self.random.choice(words.ITEM_OF)}",
            "scope_reason": self.prose.aim(),
            "items": self.choice("files.basics.items", 2 if self.size.records < 99 else 3),
            "main_items": {
                "identification": ["個人番号", "その他識別情報(内部番号)"],
                "contact": list(_labels("files.basics.main_items.contact")),
                "business": self.boxes(
                    "files.basics.main_items.business", *self.prose.affair.business
                ),
            },
            "items_reason": self.long(0.7),
            "all_items": self.choice("files.basics.all_items", 0),
            "kept_from": to_wareki(start),
            "section": self.department,
        }

    def use(self, start: date) -> Values:
        return {
            "sources": [
                "本人又は本人の代理人",
                {"評価実施機関内の他部署": "、".join(self.random.sample(words.OFFICES, 3))},
                {"行政機関・独立行政法人等": "日本年金機構"},
                {"地方公共団体・地方独立行政法人": f"{city_name(self.random)}その他の市町村"},
            ],
            "methods": self.boxes("files.use.methods", INSIDE, NETWORK),
            "purpose": self.prose.aim() + self.prose.sentence(),
            "users": {
                "sections": "、".join([self.department, *self.random.sample(words.OFFICES, 2)]),
                "number": self.choice("files.use.users.number", self.random.randint(0, 2)),
            },
            "usage": self.long(),
            "matching": self.long(0.7),
            "used_from": to_wareki(start),
        }

    def contract(self, at: int) -> Values:
        again = at == 0
        return {
            "name": f"{self.prose.pick(words.OBJECT_OF)}の{self.prose.pick(words.ITEM_ACTS)}"
            f"に関する業務（その{at + 1}）",
            "work": self.prose.text(2),
            "staff": self.choice("files.entrustment.contracts.staff", 0),
            "contractor": self.prose.company(),
            "subcontracts": self.choice("files.entrustment.contracts.subcontracts", 1 - again),
            "consent": self.prose.text(2) if again else None,
            "subcontracted": self.prose.pick(words.OBJECT_OF) + "の点検" if again else None,
        }

    def disclosure(self, items: list[str]) -> Values:
        return {
            "performed": [{"提供を行っている": len(items)}, {"移転を行っている": 2}],
            "recipients": [
                {
                    "name": f"{city_name(self.random)}その他の{at + 1}番目に掲げる者",
                    "basis": f"番号法第19条第8号に基づく主務省令第2条の表の{item}の項",
                    **self.handing_over("recipients"),
                    "methods": self.boxes("files.disclosure.recipients.methods", NETWORK),
                }
                for at, item in enumerate(items)
            ],
            "transferees": [
                {
                    "name": f"{self.random.choice(words.DIVISIONS)}{office}",
                    "basis": f"番号法第9条第2項に基づく{self.prose.city}の条例",
                    **self.handing_over("transferees"),
                    "methods": self.boxes("files.disclosure.transferees.methods", INSIDE),
                }
                for office in self.random.sample(words.OFFICES, 2)
            ],
        }

    def handing_over(self, side: str) -> Values:
        return {
            "purpose": self.prose.aim(),
            "information": f"{self.prose.pick(words.ITEM_OF)}の{self.prose.pick(words.ITEM_ACTS)}"
            f"及び{self.prose.pick(words.ITEM_ACTS)}に関する情報",
            "subjects": self.choice(f"files.disclosure.{side}.subjects", self.random.randint(0, 1)),
            "scope": f"{self.prose.affair.people}のうち、{self.random.randint(1, 90)}歳以上の者",
            "timing": f"{self.prose.pick(words.WHEN)}、所定の時刻",
        }

    def records(self) -> list[Values]:
        names = self.random.sample(words.GROUP_NAMES, self.random.randint(3, 6))
        items = self.prose.record_items(self.size.records)
        share = -(-len(items) // len(names))
        groups = [items[at * share : (at + 1) * share] for at in range(len(names))]
        groups[0].insert(self.random.randrange(10), "個人番号")
        return [{"name": name, "items": group} for name, group in zip(names, groups, strict=True)]

    def measures(self) -> Values:
        return {
            "measures": self.long(1.2, headings=self.random.random() < 0.5),
            "enough": self.choice("risks.acquiring.risk.enough", self.random.randint(0, 1)),
        }

    def risk(self, name: str) -> Values:
        enough = self.choice("risks.keeping.leak.enough", 1)
        return {
            "name": name,
            "acquiring": {"risk": self.measures(), "other": self.prose.text(2)},
            "using": {
                "linking": self.measures(),
                "unauthorized": {
                    "authentication": self.choice("risks.using.unauthorized.authentication", 0),
                    "method": self.long(0.8),
                    "other": self.long(0.5),
                    "enough": enough,
                },
                "other": self.prose.text(2),
            },
            "entrusting": {
                "none": False,
                "risk": {
                    "clauses": self.choice("risks.entrusting.risk.clauses", 0),
                    "clause_text": self.long(),
                    "subcontractors": self.choice("risks.entrusting.risk.subcontractors", 1),
                    "method": self.long(0.5),
                    "other": self.prose.text(2),
                    "enough": enough,
                },
            },
            "disclosing": {
                "none": False,
                "risk": {
                    "rules": self.choice("risks.disclosing.risk.rules", 0),
                    "rule_text": self.long(),
                    "other": self.long(0.5),
                    "enough": enough,
                },
            },
            "connecting": {
                "none": [],
                "acquiring": self.measures(),
                "providing": self.measures(),
                "other": self.prose.text(2),
            },
            "keeping": self.keeping(enough),
            "auditing": {"performed": self.random.sample(_labels("risks.auditing.performed"), 2)},
            "training": {
                "performed": self.choice("risks.training.performed", 1),
                "method": self.long(),
            },
            "other": self.long(0.8),
        }

    def keeping(self, enough: str) -> Values:
        return {
            "leak": {
                "procedures": self.choice("risks.keeping.leak.procedures", 1),
                "incident": self.choice("risks.keeping.leak.incident", 1),
                "other": self.long(),
                "enough": enough,
            },
            "other": self.prose.text(2),
        }

    def contacts(self) -> Values:
        return {
            "requests": {
                "place": f"{self.prose.city}総務部{self.random.choice(words.OFFICES)}情報公開窓口",
                "method": self.prose.text(2),
            },
            "inquiries": {
                "contact": f"{self.prose.city}{self.department}",
                "handling": self.prose.text(2),
            },
        }


def _labels(id_: str) -> tuple[str, ...]:
    kind = FIELDS[id_].kind
    if not isinstance(kind, BoxesKind):
        raise TypeError(f"{id_} is not a list of boxes")
    return kind.choices


def author(choose: random.Random, size: Size | None = None) -> Author:
    """An author for one city and 事務, with everything that its parts must agree on."""
    affair = choose.choice(words.AFFAIRS)
    prose = Prose(choose, city_name(choose), affair)
    size = size or some_size(choose)
    own = affair.name.removesuffix("に関する事務")
    names = dict.fromkeys([f"{own}システム", *(prose.system() for _ in range(3))])
    files = [f"{own}{word}ファイル" for word in ("情報", *words.ITEM_ACTS)][: size.files]
    return Author(
        prose,
        replace(size, files=len(files)),
        date(2025, 1, 6) + timedelta(days=choose.randint(0, 400)),
        choose.choice(words.DIVISIONS) + choose.choice(affair.sections),
        (*names, SERVER),
        tuple(files),
    )

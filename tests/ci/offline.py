"""What stands for the network where another repository installs pia from a checkout."""

from __future__ import annotations

import os
import shutil
import sysconfig
from pathlib import Path

from compare.repository import Repo, git_environment

ROOT = Path(__file__).resolve().parents[2]

SHIPPED = (
    ".pre-commit-hooks.yaml",
    "LICENSE",
    "README.md",
    "action.yml",
    "hatch_build.py",
    "pyproject.toml",
    "schemas",
    "src",
    "templates",
    "tools",
)
"""What an installation from a checkout needs."""

NOT_LENT = ("pia_cli", "_editable", "__editable", "pip", "setuptools", "_virtualenv", "_distutils")


def copy_checkout(target: Path) -> Path:
    """This checkout as it is now, in a folder of its own."""
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, target / name, ignore=ignored)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)
    return target


def checkout_repository(target: Path) -> tuple[Repo, str]:
    """This checkout as a local git repository, and its commit."""
    repo = Repo.create(copy_checkout(target))
    return repo, repo.commit("pia")


def lent_packages(folder: Path) -> Path:
    """A folder with this environment's packages but pia and pip themselves."""
    folder.mkdir(parents=True)
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not entry.name.startswith(NOT_LENT) and entry.suffix != ".pth":
            (folder / entry.name).symlink_to(entry)
    return folder


def environment(home: Path, **extra: str) -> dict[str, str]:
    """An environment in which pip installs a checkout without an index.

    Hatchling, which builds the wheel, and the dependencies come from this environment.
    """
    lent = home / "lent"
    if not lent.exists():
        lent_packages(lent)
    dropped = ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_CONSTRAINT", "VIRTUAL_ENV")
    kept = {name: value for name, value in git_environment(home).items() if name not in dropped}
    return {
        **kept,
        "PYTHONPATH": str(lent),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # to pip, 0 means that there is no isolation
        "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
        **extra,
    }

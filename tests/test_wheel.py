"""The wheel, built and installed beside nothing but its dependencies, does the job."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*words: str | Path, cwd: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of a fresh environment with the wheel in it.

    The dependencies come from this environment by a path file, so nothing is downloaded; the
    wheel's own files come first.
    """
    home = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", home, ROOT)
    run(*build, cwd=home)
    (wheel,) = home.glob("*.whl")
    venv.create(home / "env", with_pip=False)
    folder = home / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = folder / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index")
    run(*pip, "--disable-pip-version-check", wheel, cwd=home)
    target = run(
        python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home
    ).strip()
    (Path(target) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return folder


def test_commands_run_from_the_wheel(scripts: Path, tmp_path: Path) -> None:
    pia = scripts / "pia"
    where = run(scripts / "python", "-c", "import pia_cli; print(pia_cli.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(scripts.parent)
    told = run(pia, "validate", ROOT / "examples" / "koriyama_kaigo.yaml", cwd=tmp_path)
    assert "L005" in told, "the tables of the law are in the wheel"
    assert run(pia, "schema", "--check", cwd=tmp_path) == ""
    assert "F012" in run(pia, "explain", "F012", cwd=tmp_path)
    run(pia, "new", "-o", "白紙.yaml", cwd=tmp_path)
    run(pia, "validate", "--stage", "案", "白紙.yaml", cwd=tmp_path)
    assert "委託の有無" in run(pia, "show", "白紙.yaml", "Ⅱ-4", cwd=tmp_path)


def test_the_wheel_has_compiled_expressions(scripts: Path, tmp_path: Path) -> None:
    code = "from pia_cli.core import precompiled as kept; print(len(kept.kept_patterns()) > 300)"
    assert run(scripts / "python", "-c", code, cwd=tmp_path) == "True\n"

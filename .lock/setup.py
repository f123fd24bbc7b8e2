"""Sets up .venv/ from the hashed requirement files beside this script; run by the Makefile.

setup.py runtime   what `make release` needs
setup.py dev       what `make test` and `make lint` need too
setup.py lock      resolves pyproject.toml into runtime.txt and dev.txt
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
UV_VERSION = "0.13.9"


def run(*command: str | Path, quiet: bool = False) -> bool:
    """Run a command in the repository; its output is shown unless ``quiet``."""
    out = subprocess.DEVNULL if quiet else None
    environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(VENV), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    environment.pop("PYTHONPATH", None)
    words = [str(c) for c in command]
    return subprocess.run(words, cwd=ROOT, check=False, stdout=out, stderr=out, env=environment).returncode == 0


def make_venv() -> None:
    """Create .venv/ with pip; on a Debian whose python3 lacks ensurepip, install python3-venv first."""
    if PYTHON.exists() and run(PYTHON, "-m", "pip", "--version", quiet=True):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if run(sys.executable, "-m", "venv", VENV, quiet=True):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    apt = shutil.which("apt-get") or "/usr/bin/apt-get"
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if os.geteuid() == 0 and Path(apt).exists():
        print(f"set-up: this python3 has no venv module; installing {package}", file=sys.stderr)
        run(apt, "update", quiet=True)
        if run(apt, "install", "-y", "--no-install-recommends", package, quiet=True) and run(
            sys.executable, "-m", "venv", VENV
        ):
            return
    sys.exit(f"set-up: {sys.executable} cannot make a virtual environment; install {package} and try again")


def have_uv() -> bool:
    """Say whether uv is there, installing it with pip where it can be."""
    if UV.exists():
        return True
    return run(PYTHON, "-m", "pip", "install", "--quiet", f"uv=={UV_VERSION}", quiet=True)


def install(which: str) -> None:
    """Install the hashed requirements of ``which`` and this project itself: with uv, and where that fails with pip."""
    make_venv()
    requirements = LOCK / f"{which}.txt"
    print(f"set-up: installing {which} requirements into .venv/", file=sys.stderr)
    pip = (PYTHON, "-m", "pip", "install", "--quiet")
    tools = [(UV, "pip", "install", "--quiet", "--python", PYTHON), pip] if have_uv() else [pip]
    steps: list[tuple[str | Path, ...]] = [("--require-hashes", "-r", requirements)]
    if which == "runtime":
        steps.append(("--no-deps", "-e", "."))
    for step in steps:
        if not any(run(*tool, *step) for tool in tools):
            sys.exit(f"set-up: pip install {' '.join(map(str, step))} failed (see above)")
    (VENV / f".{which}").touch()


def lock() -> None:
    """Write runtime.txt and dev.txt: every version with its hashes, for all platforms and Python 3.11+."""
    common = (
        UV, "pip", "compile", "pyproject.toml", "--quiet", "--upgrade", "--universal", "--python-version", "3.11",
        "--generate-hashes", "--no-header", "--no-annotate",
    )  # fmt: skip
    have_uv()
    if not run(*common, "-o", LOCK / "runtime.txt"):
        sys.exit("lock: no resolution (see above)")
    if not run(*common, "--group", "dev", "-c", LOCK / "runtime.txt", "-o", LOCK / "dev.txt"):
        sys.exit("lock: no resolution (see above)")


if __name__ == "__main__":
    lock() if sys.argv[1:] == ["lock"] else install(sys.argv[1])

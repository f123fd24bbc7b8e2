from typing import Any


def scores() -> dict[str, Any]:
    return {}

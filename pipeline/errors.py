"""What can go wrong, and whose matter it is."""

from __future__ import annotations


class OnRecordError(Exception):
    """Anything this package raises on purpose; the message is for the user."""


class Refused(OnRecordError):  # noqa: N818 -- what happens to the input, not a fault of the program
    """One input is refused: it goes to quarantine and the run goes on.

    ``rule`` names the rule in a few words that never change; the message says what was expected and found.
    """

    def __init__(self, stage: str, rule: str, reason: str, excerpt: str | None = None) -> None:
        super().__init__(reason)
        self.stage = stage
        self.rule = rule
        self.reason = reason
        self.excerpt = excerpt

    def __reduce__(self) -> tuple[type[Refused], tuple[str, str, str, str | None]]:
        return type(self), (self.stage, self.rule, self.reason, self.excerpt)


class RegisterError(OnRecordError):
    """raw/sources.csv as a whole cannot be read: the run stops."""


class ReleaseError(OnRecordError):
    """Going on would publish something wrong: the run stops and dist/ stays as it was."""


class ReleaseNotFoundError(OnRecordError):
    """There is no such release."""

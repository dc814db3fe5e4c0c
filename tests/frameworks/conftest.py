"""Prints, after the tests, how closely each optimizer agrees with each framework."""

from __future__ import annotations

from collections import defaultdict

import pytest

from ..fixtures.recording import PROBLEMS, Case

Measured = list[tuple[Case, float, bool]]
MEASURED = pytest.StashKey[Measured]()


@pytest.fixture
def measured(pytestconfig: pytest.Config) -> Measured:
    """Where a test leaves a case, its error, and whether that is of the whole path (else of its worst step)."""
    return pytestconfig.stash.setdefault(MEASURED, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    measured = config.stash.get(MEASURED, [])
    if not measured:
        return
    worst: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for case, error, whole in measured:
        worst[case.optimizer, case.framework][case.problem if whole else f"{case.problem}, a step"].append(error)
    columns = [column for problem in PROBLEMS for column in (problem, f"{problem}, a step")]
    terminalreporter.section("agreement with the frameworks: worst ‖Δ‖/max(‖reference‖, 1e-3) over 200 updates")
    terminalreporter.line(f"{'':27}" + "".join(f"{column:>22}" for column in columns))
    for (optimizer, framework), errors in sorted(worst.items()):
        cells = [f"{max(errors[c]):.0e} ({len(errors[c])})" if c in errors else "" for c in columns]
        terminalreporter.line(f"{optimizer + ' ' + framework:27}" + "".join(f"{cell:>22}" for cell in cells))
    identical = sum(error == 0.0 for _, error, _ in measured)
    terminalreporter.line(f"{identical} of {len(measured)} are identical to the last bit; (n): that many cases")

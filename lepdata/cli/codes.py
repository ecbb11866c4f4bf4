"""Exit codes that scripts rely on."""

DONE = 0
INPUT_FAULTS = 1
WRONG_USAGE = 2
NOTEBOOKS_FAILED = 3
BREACH = 4
INTERRUPTED = 130

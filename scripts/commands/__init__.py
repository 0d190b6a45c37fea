"""The verbs. They alone touch disk, clock and processes; each returns an exit code: 0 clean, 1 findings."""

"""The bench of extraction: how right, how silent, how sure, by source; what went wrong and why; what changed since a run."""

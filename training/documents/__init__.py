"""The one generator of sample documents: invented firms, exact truth, boxes of every printed field.

What it makes is for demonstration and tests. No accuracy figure is ever taken from it.
"""

"""How many answers each comparison remembers.

A batch of a thousand reports compares some sixty thousand different pairs of names, of dates and of homes, most of them
many times. More than a batch needs only fills memory: what is remembered may not grow with what is held.
"""

ANSWERS = 2**16

"""A class: who is in it, which sets it was given, and what its learners know."""

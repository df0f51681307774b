"""Missing children: the pure rules of repeat reports and of the grade a report is saved at."""

"""The borough briefing (Pacesetter): tonight's children, who does what by when, and what came of it."""

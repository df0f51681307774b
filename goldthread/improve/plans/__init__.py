"""The plans that answer the recommendations: objectives, actions, positions, evidence, stages, letters."""

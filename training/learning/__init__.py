"""Learning to read fields: material, examples, fitting, judging, and the way of a model into use."""

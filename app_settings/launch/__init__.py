"""`make run`: prepares what is missing, starts the processes of the Procfile, says where they are, ends them together."""

"""Small linear models over named features: the format of their artefacts and their use. They know nothing of documents."""

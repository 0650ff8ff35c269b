"""One small module per layout: each has `draw(spec) -> Canvas`. Adding a layout is adding a module."""

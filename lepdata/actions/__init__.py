"""What was promised, asked and done: improvement plans, engagement, reviews after integration, stock-takes."""

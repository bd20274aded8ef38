"""What happenings people are told of, and whom: the one place that knows both wings."""

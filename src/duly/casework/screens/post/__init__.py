"""The post on screen: the inbox with its reading pane, one item, and registering one."""

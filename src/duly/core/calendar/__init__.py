"""Working days and bank holidays, by division of the United Kingdom."""

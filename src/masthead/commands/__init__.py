"""The commands of the command line, one a module: arguments, and who hears what. The work is done elsewhere."""

"""Parameters x notebooks in, executed notebooks out; one that fails is kept with its error, and the others go on."""

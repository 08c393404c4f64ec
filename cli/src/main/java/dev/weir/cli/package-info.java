/** The command line: parses arguments, calls the core, prints, sets the exit status. */
package dev.weir.cli;

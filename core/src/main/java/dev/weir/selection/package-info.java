/**
 * Which connections are wanted: the language of {@code --where}, over the columns of the reports.
 * {@link dev.weir.selection.Selection} is the file to read first.
 */
package dev.weir.selection;

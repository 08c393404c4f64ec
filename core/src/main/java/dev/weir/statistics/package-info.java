/**
 * Whether two samples differ by more than chance, and by how much. Knows nothing of captures; every
 * test works from counts in bounded memory, whatever the size of the samples.
 */
package dev.weir.statistics;

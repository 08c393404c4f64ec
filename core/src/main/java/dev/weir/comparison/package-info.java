/**
 * Two captures of the same service, compared: what each connection tells is gathered in bounded
 * memory ({@link dev.weir.comparison.MeasuredSide}), and each {@link dev.weir.comparison.Measure}
 * is tested for a difference that is more than chance. {@link dev.weir.comparison.SideComparison}
 * is the file to read first.
 */
package dev.weir.comparison;

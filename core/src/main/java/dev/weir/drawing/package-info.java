/**
 * The story of one connection as pictures: a ladder of two lifelines for the terminal and for
 * reports, and a page with plots. Begin with {@link dev.weir.drawing.LadderText}, {@link
 * dev.weir.drawing.LadderSvg} and {@link dev.weir.drawing.StoryPage}. Here a connection has been
 * picked, so objects and strings are fine; what is drawn is bounded whatever the capture.
 */
package dev.weir.drawing;

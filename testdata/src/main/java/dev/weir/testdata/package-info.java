/** Builds captures and traffic with an encoder that shares no code with the decoder. */
package dev.weir.testdata;

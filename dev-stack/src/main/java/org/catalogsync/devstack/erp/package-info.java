/** The ERP's SOAP service as it is met: questions in, rows of a catalogue out in bytes of windows-31j, at the ERP's pace, rate and moods. Shares nothing with the adapter that is tested against it. */
@NullMarked
package org.catalogsync.devstack.erp;

import org.jspecify.annotations.NullMarked;

// Package rtftext makes text of the compressed RTF that Outlook puts into winmail.dat, where it is often the only form of
// what was written.
//
// It reads what carries words and leaves out fonts, colours and pictures; it is no converter. Pages of HTML that Outlook
// wrapped into RTF come out as they were. Package email finds the RTF in a mail, package htmltext reads such pages.
package rtftext

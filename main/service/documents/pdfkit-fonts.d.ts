/** pdfkit takes a font that fontkit has opened (`PDFFontFactory.open`, 0.20); its types do not say so. */
declare namespace PDFKit.Mixins {
  interface PDFFont {
    registerFont(name: string, src: import('fontkit').Font): this;
  }
}

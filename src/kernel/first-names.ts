import { fold } from './fold.ts'

/**
 * What people of this first name mostly are; undefined where it is both, or not in the table of common names. Of
 * several names the first one counts; `Andrea` and `Kim` are both, because Italians and Danes live here, too.
 */
export function usualGender(firstName: string): 'female' | 'male' | undefined {
  const first = fold(firstName).split(/[\s-]+/)[0] ?? ''
  return FEMALE.has(first) ? 'female' : MALE.has(first) ? 'male' : undefined
}

/** Whether the word is a common first name, of whomever. */
export function isFirstName(word: string): boolean {
  const first = fold(word).split(/[\s-]+/)[0] ?? ''
  return FEMALE.has(first) || MALE.has(first) || BOTH.has(first)
}

const words = (text: string) => new Set(fold(text).split(' '))

const FEMALE = words(`
  Adelheid Agnes Agnieszka Aleksandra Alexandra Alice Alicia Alina Amelie Ana Anastasia Anette Angela Angelika Angelina
  Anika Anita Anja Anke Anna Annalena Anne Annegret Annelie Anneliese Annemarie Annette Annika Antje Antonia Anastasija
  Astrid Aylin Ayse Barbara Bärbel Beate Beatrice Beatrix Belinda Bernadette Berta Bettina Bianca Birgit Birgitta Birte
  Brigitte Britta Carina Carla Carmen Carola Carolin Carolina Caroline Catharina Catherine Cathrin Cäcilia Celina Charlotte
  Chiara Christa Christel Christiane Christin Christina Christine Clara Claudia Constanze Cordula Corinna Cornelia
  Dagmar Daniela Daria Debora Denise Diana Dominika Dora Doreen Doris Dorothea Dorothee Edeltraud Edith Elena Eleonore
  Elfriede Elif Elisa Elisabeth Elise Elke Ella Ellen Elli Elsa Else Elvira Emilia Emily Emine Emma Erika Erna Esra Esther
  Eva Evelyn Evi Fatma Felicitas Fiona Franka Franziska Frauke Frieda Friederike Gabi Gabriele Gaby Gerda Gerlinde Gertrud
  Gisela Giulia Greta Gudrun Gundula Hanna Hannah Hannelore Hatice Hedwig Heide Heidemarie Heidi Heidrun Heike Helena Helene
  Helga Henriette Henrike Hermine Herta Hilde Hildegard Ida Ilka Ilona Ilse Ina Ines Inge Ingeborg Ingrid Inka Insa Ira Irena
  Irene Iris Irina Irmgard Isabel Isabell Isabella Isabelle Isolde Ivana Ivonne Jacqueline Jana Janina Jasmin Jeanette Jelena
  Jennifer Jenny Jessica Jette Joanna Johanna Jolanta Jördis Josefine Judith Julia Juliana Juliane Julie Jutta Karen Karin Karina
  Karla Karola Karolin Karoline Karolina Katarina Katarzyna Katharina Käthe Kathleen Kathrin Kati Katja Katrin Kerstin Kirsten
  Klara Klaudia Konstanze Kornelia Kristin Kristina Lara Larissa Laura Lea Lena Leni Leonie Leyla Liane Lieselotte Lilian Lilli
  Lilly Lina Linda Lioba Lisa Liselotte Livia Lore Lorena Lotte Louisa Louise Lucia Lucie Lucy Ludmila Luisa Luise Luzia Lydia
  Madeleine Magdalena Maike Maja Malgorzata Mandy Manuela Mara Mareike Maren Margarete Margarethe Margit Margot Margret Margrit
  Maria Marianne Marie Marielle Marina Marion Marisa Marit Marita Marlene Marlies Marta Martha Martina Mathilde Maya Mechthild
  Meike Melanie Melina Melissa Mia Michaela Michelle Mila Milena Mina Mira Miriam Mirjam Mona Monica Monika Monique Nadine Nadja
  Nancy Natalie Natascha Nele Nicole Nina Nora Olga Olivia Ornella Ottilie Patricia Paula Paulina Pauline Petra Pia Ramona
  Rebecca Rebekka Regina Regine Regula Renate Ricarda Rita Rosa Rosemarie Rosi Roswitha Ruth Sabina Sabine Sabrina Sandra Sara
  Sarah Selina Sibylle Sieglinde Sigrid Silja Silke Silvana Silvia Simone Sina Sofia Sofie Sonja Sophia Sophie Stefanie Steffi
  Stella Stephanie Susan Susann Susanna Susanne Svenja Svetlana Swantje Sybille Sylvia Tamara Tanja Tatjana Teresa Thea Theresa
  Therese Theresia Tina Ulla Ulrike Ursel Ursula Uschi Ute Valentina Valerie Vanessa Vera Verena Veronika Victoria Viktoria Viola
  Vivien Waltraud Waltraut Wanda Wendy Wiebke Wilhelmine Wilma Xenia Yasemin Yasmin Yvette Yvonne Zeynep Zoe`)

const MALE = words(`
  Abdullah Achim Adam Adolf Adrian Ahmet Albert Albrecht Aleksander Alexander Alfons Alfred Ali Alois Anatol Anders André
  Andreas Andrej Andrzej Ansgar Anton Antonio Armin Arne Arno Arnold Arnulf Artur Arthur August Axel Bartosz Bastian Ben Benedikt
  Benjamin Benno Bernd Bernhard Bert Berthold Björn Bodo Boris Bruno Burkhard Carl Carlos Carsten Cem Christian Christof Christoph
  Christopher Claas Claus Clemens Cornelius Cyril Daniel Darius David Dennis Denis Detlef Detlev Diego Dieter Dietmar Dietrich Dirk
  Dominic Dominik Eberhard Eckart Eckhard Edgar Edmund Eduard Egon Ehrenfried Elias Emanuel Emil Emre Enno Enrico Erhard Eric Erich
  Erik Ernst Erwin Eugen Fabian Fabio Felix Ferdinand Finn Florian Francesco Frank Franz Fred Frederic Frederik Friedemann Friedhelm
  Friedrich Fritz Georg Gerald Gerd Gerhard Gernot Gero Gert Giovanni Giuseppe Goran Gottfried Gregor Grzegorz Guido Gunnar Gunter
  Günter Günther Gustav Hagen Hannes Hans Hansjörg Harald Harry Hartmut Hasan Heiko Heiner Heino Heinrich Heinz Helge Helmut Helmuth
  Hendrik Henning Henri Henrik Henry Herbert Heribert Hermann Holger Horst Hubert Hubertus Hugo Ibrahim Igor Immanuel Ingo Ingolf Ivan
  Ivo Jacob Jakob Jan Jannik Janosch Jaroslaw Jens Jeremias Joachim Jochen Joel Johann Johannes John Jonas Jonathan Jörg Jörn Josef
  Joseph Josua Juan Julian Julius Jürgen Justin Justus Karl Karlheinz Karsten Kaspar Kevin Kilian Klaus Klemens Knut Konrad
  Konstantin Korbinian Krzysztof Kurt Lars Laurenz Lennart Lenz Leo Leon Leonard Leonhard Leopold Levin Linus Lorenz Lothar Lucas
  Ludger Ludwig Luis Luka Lukas Lutz Maik Malte Manfred Manuel Marc Marcel Marcin Marco Marcus Marek Marian Mario Marius Mark Marko
  Markus Marten Martin Marvin Mateusz Mathias Matteo Matthias Mattis Maurice Max Maximilian Mehmet Meinhard Meinolf Michael Michal
  Miguel Mike Mirko Mohamed Mohammed Moritz Murat Mustafa Nepomuk Nicolas Niels Niklas Nikolai Nikolaus Nils Norbert Oliver Olaf Ole
  Omar Oscar Oskar Oswald Otmar Otto Ottmar Pascal Patrick Paul Pawel Pedro Peer Peter Philip Philipp Pierre Pietro Piotr Rafael Raimund
  Rainer Ralf Ralph Ramon Raphael Reiner Reinhard Reinhold Reto Richard Rico Robert Rocco Roger Roland Rolf Roman Ronald Ronny
  Ruben Rüdiger Rudi Rudolf Rupert Salvatore Samuel Sandro Sebastian Selim Sepp Severin Siegbert Siegfried Siegmar Sigmund Silvio Simon
  Sönke Sören Stanislaw Stefan Steffen Stephan Steven Sven Swen Tarik Theo Theodor Thies Thilo Thomas Thorben Thorsten Till Tilo Tim Timm
  Timo Tobias Tom Tomasz Torben Torsten Udo Ulf Ulrich Urs Uwe Valentin Veit Victor Viktor Vincent Vinzenz Volker Volkmar
  Waldemar Walter Walther Wendelin Werner Wilfried Wilhelm Willi Willy Winfried Wladimir Wojciech Wolf Wolfgang Wolfram Xaver Yannick
  Yusuf Zoran`)

const BOTH = words(
  `Alex Andrea Charlie Chris Dominique Eike Jule Jamie Kay Kai Kim Leslie Luca Maxime Mika Nicola Nikita Noa Robin Sam Sascha Sasha Sidney Toni Tony Uli Conny`,
)
